package dev.gatewayhealth.nginx;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a slip in the name of a directive from the name of somebody else's. */
final class Spelling {

    /** Shorter names are near each other by chance. */
    private static final int SHORTEST = 5;

    /** Of modules that exist, though one letter away from nginx's own. */
    private static final String[] OTHERS = {"subs_filter", "http3_"};

    private final Map<String, String> asked = new HashMap<>();

    /** What is wrong with a name that nginx's own modules do not know; null where somebody's module may have it. */
    @Nullable
    String wrong(String name) {
        String wrong = asked.get(name);
        if (wrong == null) {
            wrong = ask(name);
            asked.put(name, wrong);
        }
        return wrong.isEmpty() ? null : wrong;
    }

    private static String ask(String name) {
        String unknown = "unknown directive \"" + name + "\"";
        if (!isName(name)) {
            return unknown;
        }
        String known = name.length() < SHORTEST || somebodyElses(name) ? null : near(name);
        return known == null ? "" : unknown + ", \"" + known + "\" is known";
    }

    /** Letters, digits, underscores: no module has any other name. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean somebodyElses(String name) {
        for (String other : OTHERS) {
            if (name.startsWith(other)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String near(String name) {
        for (String known : Directives.names()) {
            int most = known.startsWith("proxy_") && name.startsWith("proxy_") ? 2 : 1;
            boolean near = Math.abs(known.length() - name.length()) <= most
                    && (distance(known, name) <= most || swapped(known, name));
            if (near && known.length() >= SHORTEST) {
                return known;
            }
        }
        return null;
    }

    /** Whether two neighbouring letters have changed places. */
    private static boolean swapped(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        int i = 0;
        while (i < one.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i + 1 < one.length()
                && one.charAt(i) == other.charAt(i + 1)
                && one.charAt(i + 1) == other.charAt(i)
                && one.substring(i + 2).equals(other.substring(i + 2));
    }

    /** Letters to change, add or leave out. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
