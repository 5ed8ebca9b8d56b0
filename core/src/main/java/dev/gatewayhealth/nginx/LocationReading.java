package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the locations of a server or of another location (nginx: {@code ngx_http_core_location}). */
final class LocationReading {

    private final HttpConf conf;
    private final MadeVariables variables;
    private final Refusals refusals;
    private final RewriteReading rewrites;
    private final BufferCheck buffers;

    LocationReading(HttpConf conf, MadeVariables variables, Refusals refusals, BufferCheck buffers) {
        this.conf = conf;
        this.variables = variables;
        this.refusals = refusals;
        this.rewrites = new RewriteReading(variables, refusals);
        this.buffers = buffers;
    }

    List<Loc> locations(Directive block, Scope scope, @Nullable Loc parent) {
        List<Loc> locations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Directive directive : block.inside()) {
            if (!directive.is("location")) {
                continue;
            }
            Loc location = location(directive, scope, parent);
            if (location == null) {
                refusals.add(directive.place(), "invalid location modifier \"" + directive.arg(0) + "\"");
                continue;
            }
            checkNesting(location, parent);
            Regex regex = location.regex();
            if (regex != null) {
                variables.declare(regex, directive);
            }
            new PassCheck(conf, refusals).check(location);
            buffers.check(location.scope());
            // Of named ones with the same name nginx takes the first.
            String same = location.isRegex() || location.modifier() == Loc.Modifier.NAMED
                    ? null
                    : (location.modifier() == Loc.Modifier.EXACT ? "=" : "") + location.pattern();
            if (same != null && !seen.add(same)) {
                refusals.addLater(directive.place(), "duplicate location \"" + location.pattern() + "\"");
                continue;
            }
            List<Loc> inner = locations(directive, location.scope(), location);
            if (!inner.isEmpty()) {
                location.nest(location.isRegex() ? LocationTree.inRegex(inner) : new LocationTree(inner));
            }
            locations.add(location);
        }
        return locations;
    }

    private @Nullable Loc location(Directive block, Scope outer, @Nullable Loc parent) {
        Scope scope = new Scope(Scope.Kind.LOCATION, outer, block);
        Loc.Modifier modifier;
        String pattern;
        if (block.args().size() == 2) {
            pattern = block.arg(1);
            modifier = modifier(block.arg(0));
            if (modifier == null) {
                return null;
            }
        } else {
            modifier = leading(block.arg(0));
            pattern = block.arg(0)
                    .substring(
                            modifier == Loc.Modifier.NAMED ? 0 : modifier.text().length());
        }
        List<Step> steps = rewrites.steps(block.inside(), scope, Scope.Kind.IF);
        Directive limit = scope.own("limit_except");
        Scope limited = limit == null ? null : new Scope(Scope.Kind.LIMIT_EXCEPT, scope, limit);
        return new Loc(modifier, pattern, scope, parent, steps, limited);
    }

    private static Loc.@Nullable Modifier modifier(String word) {
        return switch (word) {
            case "=" -> Loc.Modifier.EXACT;
            case "^~" -> Loc.Modifier.NO_REGEX;
            case "~" -> Loc.Modifier.REGEX;
            case "~*" -> Loc.Modifier.REGEX_IGNORING_CASE;
            default -> null;
        };
    }

    /** The modifier of a pattern it is written together with: {@code =/eq}, {@code ~*^/ci}. */
    private static Loc.Modifier leading(String pattern) {
        if (pattern.startsWith("=")) {
            return Loc.Modifier.EXACT;
        }
        if (pattern.startsWith("^~")) {
            return Loc.Modifier.NO_REGEX;
        }
        if (pattern.startsWith("~")) {
            return pattern.startsWith("~*") ? Loc.Modifier.REGEX_IGNORING_CASE : Loc.Modifier.REGEX;
        }
        return pattern.startsWith("@") ? Loc.Modifier.NAMED : Loc.Modifier.PREFIX;
    }

    /** What may stand inside what (nginx: {@code ngx_http_core_location}). */
    private void checkNesting(Loc location, @Nullable Loc parent) {
        if (parent == null) {
            return;
        }
        String name = "location \"" + location.pattern() + "\"";
        if (parent.modifier() == Loc.Modifier.EXACT || parent.modifier() == Loc.Modifier.NAMED) {
            refusals.add(
                    location.place(),
                    name + " cannot be inside the " + (parent.modifier() == Loc.Modifier.EXACT ? "exact" : "named")
                            + " location \"" + parent.pattern() + "\"");
        } else if (location.modifier() == Loc.Modifier.NAMED) {
            refusals.add(location.place(), "named " + name + " can be on the server level only");
        } else if (!location.isRegex() && !location.pattern().startsWith(parent.pattern())) {
            refusals.add(location.place(), name + " is outside location \"" + parent.pattern() + "\"");
        }
    }
}
