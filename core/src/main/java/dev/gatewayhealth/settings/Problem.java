package dev.gatewayhealth.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator set that could not be used; the service runs on without it.
 *
 * @param key as it was written
 * @param value as it was written, unless it is a secret
 * @param from where it was written
 * @param accepted what may stand there instead
 * @param line all of it in one line for a log
 */
public record Problem(String key, String value, String from, String accepted, String line) {

    private static final int LONGEST_VALUE = 200;
    private static final String HIDDEN = "***";

    /** A value that its key does not accept. */
    static Problem badValue(Key<?> key, Given given) {
        return of(
                key,
                given,
                "not accepted; accepted is " + key.accepted() + "; the default is used: " + key.otherwise(),
                key.accepted());
    }

    /** A key that does not exist. */
    static Problem unknownKey(Given given) {
        Key<?> near = Nearest.to(given.key());
        String accepted = near == null ? "one of " + names() : near.name();
        String rest = near == null ? "; the keys are " + names() : "; did you mean " + near.name() + "?";
        return of(near, given, "unknown key, ignored" + rest, accepted);
    }

    /** A value that was fine by itself and still could not be used, for a reason the caller knows. */
    static Problem unusable(Key<?> key, Given given, String reason, String accepted) {
        return of(key, given, reason + "; accepted is " + accepted, accepted);
    }

    private static Problem of(@Nullable Key<?> key, Given given, String rest, String accepted) {
        String value = secret(key, given) ? HIDDEN : printable(given.value());
        String name = printable(given.key());
        String written = value.isEmpty() ? name : name + "=" + value;
        return new Problem(name, value, given.from(), accepted, written + " (" + given.from() + "): " + rest);
    }

    private static boolean secret(@Nullable Key<?> key, Given given) {
        return (key != null && key.secret())
                || given.key().toLowerCase(Locale.ROOT).contains("tok");
    }

    /** One line stays one line, whatever somebody wrote. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST_VALUE); i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return text.length() > LONGEST_VALUE ? out.append("...").toString() : out.toString();
    }

    private static String names() {
        StringBuilder out = new StringBuilder();
        for (Key<?> key : Keys.all()) {
            out.append(out.isEmpty() ? "" : ", ").append(key.name());
        }
        return out.toString();
    }
}
