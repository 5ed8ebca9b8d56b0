package dev.gatewayhealth.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The key somebody most likely meant. */
final class Nearest {

    private Nearest() {}

    /** The key with the fewest letters to change, null if too many would have to be. */
    static @Nullable Key<?> to(String written) {
        String word = plain(written);
        Key<?> nearest = null;
        int fewest = word.length() / 3 + 1;
        for (Key<?> key : Keys.all()) {
            int edits = edits(word, plain(key.name()));
            if (edits < fewest) {
                fewest = edits;
                nearest = key;
            }
        }
        return nearest;
    }

    private static String plain(String name) {
        String shortened = name.length() > 60 ? name.substring(0, 60) : name;
        return shortened.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /** Levenshtein's distance, one row at a time. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
