package io.tracker.agent.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file in Prometheus' text format. A collector finds the whole of the last text or the whole of the new one. */
record MetricsFile(Path path) {
    private static final String READABLE = "rw-r--r--";

    /** Takes the place of what was there. The collector runs as another user, so everybody may read it. */
    void write(MetricSnapshots metrics) throws IOException {
        // without the ending that collectors look for
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        try (OutputStream out = Files.newOutputStream(draft)) {
            PrometheusTextFormatWriter.create().write(out, metrics);
        }
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(READABLE));
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
