package io.tracker.testing.servers;

import java.util.List;
import java.util.SplittableRandom;

/** Words and values of believable shape, and those that break careless programs. */
final class Vocabulary {
    private static final List<String> FIRST_NAMES = List.of(
            "Ana", "Bjørn", "Chloé", "Dmitri", "Émile", "Fatima", "Grace", "Hiroshi", "Ines", "João", "Κώστας", "李雷",
            "Мария", "Noor", "Øyvind", "Priya", "Quentin", "Rosa", "Sören", "Tāne", "Uma", "Vikram", "王芳", "Zoë");
    private static final List<String> LAST_NAMES = List.of(
            "Alvarez",
            "O'Brien",
            "Chen",
            "Dubois",
            "Eriksson",
            "Fischer",
            "Garcia",
            "Haddad",
            "Ivanova",
            "Jensen",
            "Kim",
            "López",
            "Müller",
            "Nakamura",
            "Okafor",
            "Petrov",
            "Rossi",
            "Smith",
            "Tanaka",
            "Weiß");
    private static final List<String> WORDS = List.of(
            "autumn", "balcony", "bread", "cabin", "canvas", "ceramic", "denim", "easy", "family", "garden", "home",
            "ideas", "jacket", "kitchen", "lamp", "minimal", "nordic", "oak", "paint", "quilt", "recipe", "small",
            "tiny", "travel", "vintage", "wedding", "winter", "wood", "yarn", "yellow");
    private static final List<String> EMOJI = List.of("😀", "🍰", "🏡", "👩‍🔬", "🇳🇿", "❤️", "𝒯", "🧶");
    private static final List<String> LATIN1_WORDS = List.of(
            "café", "naïve", "Straße", "smörgås", "años", "façade", "piñata", "élan", "déjà vu", "50 % ½ ¼", "© £ ¥");
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "  two spaces around  ",
            "tab\there",
            "line\nbreak",
            "carriage\r\nreturn",
            "back\\slash",
            "\\N",
            "NULL",
            "'single' \"double\" `back`",
            "semi;colon -- comment",
            "comma,separated",
            "nul\0byte",
            "\u001a",
            "ends with backslash\\",
            "%_",
            "0");

    private Vocabulary() {}

    static String name(SplittableRandom random) {
        String name = pick(FIRST_NAMES, random) + " " + pick(LAST_NAMES, random);
        return oneIn(12, random) ? name + " " + pick(EMOJI, random) : name;
    }

    /** Text of about this many characters in any script; now and then awkward. */
    static String sentence(int characters, SplittableRandom random) {
        if (oneIn(40, random)) {
            return awkward(random);
        }
        StringBuilder text = new StringBuilder(characters + 16);
        while (text.length() < characters) {
            text.append(pick(WORDS, random)).append(oneIn(9, random) ? ", " : " ");
            if (oneIn(15, random)) {
                text.append(pick(EMOJI, random)).append(' ');
            }
        }
        return text.toString().strip();
    }

    /** Text that latin1 can hold. */
    static String latin1Sentence(int words, SplittableRandom random) {
        if (oneIn(40, random)) {
            return awkward(random);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(pick(oneIn(3, random) ? LATIN1_WORDS : WORDS, random));
        }
        return text.toString();
    }

    /** Text that exports and imports trip over; all of it is ASCII. */
    static String awkward(SplittableRandom random) {
        return pick(AWKWARD, random);
    }

    /** All awkward texts, one after the other, over the first rows of a table. */
    static String awkward(long index) {
        return AWKWARD.get((int) (index % AWKWARD.size()));
    }

    static String word(SplittableRandom random) {
        return pick(WORDS, random);
    }

    static String emoji(SplittableRandom random) {
        return pick(EMOJI, random);
    }

    static byte[] bytes(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    static boolean oneIn(int n, SplittableRandom random) {
        return random.nextInt(n) == 0;
    }
}
