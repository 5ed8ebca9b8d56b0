package dev.gatewayhealth.finding;

/**
 * Text that stays on its line: messages carry paths and names that somebody else chose, and none of them may begin a line
 * of its own, colour a terminal or turn the reading direction.
 */
final class PlainText {

    static final int LONGEST = 1000;

    private PlainText() {}

    static String of(String text) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
        for (int i = 0; i < text.length(); i++) {
            if (plain.length() >= LONGEST) {
                return plain.append('…').toString();
            }
            append(plain, text.charAt(i));
        }
        return plain.toString();
    }

    private static void append(StringBuilder plain, char character) {
        switch (character) {
            case '\n' -> plain.append("\\n");
            case '\r' -> plain.append("\\r");
            case '\t' -> plain.append("\\t");
            default -> {
                if (harmless(character)) {
                    plain.append(character);
                } else {
                    plain.append(String.format("\\u%04x", (int) character));
                }
            }
        }
    }

    /** Neither C0 and C1 controls nor separators that end a line nor marks that only format, bidirectional ones above all. */
    private static boolean harmless(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
