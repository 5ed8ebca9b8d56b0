package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands between the parentheses of an {@code if} (nginx: {@code ngx_http_rewrite_if_condition}). */
sealed interface Condition {

    /** {@code $name}: neither empty nor 0. */
    record Truth(String variable) implements Condition {}

    /** {@code $name = text} or {@code !=}. */
    record Equal(String variable, Template text, boolean negated) implements Condition {}

    /** {@code $name ~ regex}, {@code ~*}, and their negations. */
    record Like(String variable, Regex regex, boolean negated) implements Condition {}

    /** {@code -f}, {@code -d}, {@code -e}, {@code -x} and their negations. */
    record FileTest(Template file, boolean negated) implements Condition {}

    /** The condition of an {@code if}, null where nginx would refuse it. */
    static @Nullable Condition of(List<String> args) {
        List<String> words = words(args);
        if (words == null || words.isEmpty()) {
            return null;
        }
        String first = words.get(0);
        if (first.length() > 1 && first.startsWith("$")) {
            return variable(first.substring(1), words);
        }
        boolean negated = first.startsWith("!");
        String test = negated ? first.substring(1) : first;
        boolean file = test.length() == 2 && test.charAt(0) == '-' && "fdex".indexOf(test.charAt(1)) >= 0;
        return file && words.size() == 2 ? new FileTest(Template.of(words.get(1)), negated) : null;
    }

    private static @Nullable Condition variable(String name, List<String> words) {
        if (words.size() == 1) {
            return new Truth(name);
        }
        if (words.size() != 3) {
            return null;
        }
        String text = words.get(2);
        return switch (words.get(1)) {
            case "=" -> new Equal(name, Template.of(text), false);
            case "!=" -> new Equal(name, Template.of(text), true);
            case "~" -> new Like(name, Regex.of(text, false), false);
            case "!~" -> new Like(name, Regex.of(text, false), true);
            case "~*" -> new Like(name, Regex.of(text, true), false);
            case "!~*" -> new Like(name, Regex.of(text, true), true);
            default -> null;
        };
    }

    /** The words without the parentheses around them. */
    private static @Nullable List<String> words(List<String> args) {
        if (args.isEmpty()
                || !args.get(0).startsWith("(")
                || !args.get(args.size() - 1).endsWith(")")) {
            return null;
        }
        List<String> words = new ArrayList<>(args);
        words.set(0, words.get(0).substring(1));
        int last = words.size() - 1;
        if (words.get(last).isEmpty()) {
            return null;
        }
        words.set(last, words.get(last).substring(0, words.get(last).length() - 1));
        if (words.get(last).isEmpty() && words.size() > 1) {
            words.remove(last);
        }
        if (words.get(0).isEmpty()) {
            words.remove(0);
        }
        return words;
    }
}
