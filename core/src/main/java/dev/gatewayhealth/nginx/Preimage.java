package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code rewrite … break} can have started from, given what it made. Exact for the common forms, <code>^/api/(.*)$ /$1</code> and
 * its kin; for others only what the result must look like is known.
 */
final class Preimage {

    /** A literal behind the caret, perhaps an optional slash, one group of anything, perhaps the end. */
    private static final Pattern SIMPLE =
            Pattern.compile("\\^((?:[\\w/~%@,;:-]|\\\\[^\\w])*)(/\\?)?\\((/?)\\.([*+])\\)\\$?");

    private final String prefix;
    private final String suffix;
    private final boolean constant;
    private final @Nullable Simple simple;

    /** The parts of a simple form. */
    private record Simple(String literal, boolean optionalSlash, String start, boolean something) {}

    private Preimage(String prefix, String suffix, boolean constant, @Nullable Simple simple) {
        this.prefix = prefix;
        this.suffix = suffix;
        this.constant = constant;
        this.simple = simple;
    }

    static Preimage of(Step.Rewrite rewrite) {
        List<Template.Part> parts = rewrite.replacement().parts();
        if (rewrite.replacement().constant()) {
            return new Preimage(rewrite.replacement().text(), "", true, null);
        }
        String prefix = parts.get(0).variable() ? "" : parts.get(0).text();
        Template.Part last = parts.get(parts.size() - 1);
        String suffix = last.variable() ? "" : last.text();
        int variables = (int) parts.stream().filter(Template.Part::variable).count();
        boolean firstGroup =
                parts.stream().anyMatch(p -> p.variable() && p.text().equals("1"));
        Matcher form = SIMPLE.matcher(rewrite.regex().text());
        Simple simple = variables == 1 && firstGroup && form.matches()
                ? new Simple(
                        form.group(1).replaceAll("\\\\(.)", "$1"),
                        form.group(2) != null,
                        form.group(3),
                        form.group(4).equals("+"))
                : null;
        return new Preimage(prefix, suffix, false, simple);
    }

    /** Whether a path can be its result at all. */
    boolean canBe(String path) {
        return constant
                ? path.equals(prefix)
                : path.length() >= prefix.length() + suffix.length()
                        && path.startsWith(prefix)
                        && path.endsWith(suffix);
    }

    /** Whether {@link #sources} are all there are. */
    boolean exact() {
        return simple != null;
    }

    /** What it can have started from. */
    List<String> sources(String path) {
        List<String> sources = new ArrayList<>();
        if (simple == null || !canBe(path)) {
            return sources;
        }
        String middle = path.substring(prefix.length(), path.length() - suffix.length());
        if (!middle.startsWith(simple.start())
                || (simple.something() && middle.length() == simple.start().length())) {
            return sources;
        }
        sources.add(simple.literal() + middle);
        if (simple.optionalSlash()) {
            sources.add(simple.literal() + "/" + middle);
        }
        return sources;
    }
}
