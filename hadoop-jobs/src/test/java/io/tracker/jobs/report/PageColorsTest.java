package io.tracker.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts of the page can be read on what they stand on, by light and by dark: contrast as WCAG 2.2 asks for it. */
class PageColorsTest {
    private static final double LEAST_CONTRAST = 4.5;
    private static final Map<String, List<String>> TEXTS = Map.of(
            "text", List.of("page", "card", "hover"),
            "quiet", List.of("page", "card", "hover", "none-back"),
            "link", List.of("card", "hover"),
            "good", List.of("good-back"),
            "late", List.of("late-back"),
            "part", List.of("part-back"),
            "bad", List.of("bad-back"),
            "odd", List.of("odd-back"));

    @Test
    void textsStandOutFromTheirBackgroundsByLightAndByDark() throws IOException {
        String[] schemes = css().split("@media \\(prefers-color-scheme: dark\\)");
        assertEquals(2, schemes.length);
        for (String scheme : schemes) {
            Map<String, String> colors = colors(scheme);
            TEXTS.forEach((text, backgrounds) -> backgrounds.forEach(background -> {
                double contrast = contrast(colors.get(text), colors.get(background));
                assertTrue(contrast >= LEAST_CONTRAST, text + " on " + background + ": " + contrast);
            }));
        }
    }

    private static String css() throws IOException {
        try (InputStream stream = ReportPage.class.getResourceAsStream("page.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> colors(String scheme) {
        Map<String, String> colors = new HashMap<>();
        Pattern.compile("--([a-z-]+): #([0-9a-f]{6});")
                .matcher(scheme)
                .results()
                .forEach(color -> colors.put(color.group(1), color.group(2)));
        return colors;
    }

    private static double contrast(String one, String other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(String color) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(color.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
