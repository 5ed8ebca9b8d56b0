package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Derives, for each exit, which received paths it can have sent (the inverse of {@link Forwarding}). */
final class PathRules {

    private PathRules() {}

    static PathRule of(Exit exit, HttpConf conf) {
        List<PathRule> rules = new ArrayList<>();
        if (Handlers.rewritesByCode(exit.loc().scope())) {
            return PathRule.ANY;
        }
        PathRule unchanged = unchanged(exit, conf);
        if (unchanged != null) {
            rules.add(unchanged);
        }
        ProxyPass pass = exit.pass();
        if (pass != null && !pass.uri().isEmpty() && mayStop(exit.server().steps())) {
            // A server's own rewrite that ends there keeps every location from replacing its name.
            rules.add(new Searched(exit, entry(exit)));
        }
        rewrites(exit.loc().steps(), exit, rules, false);
        return rules.size() == 1
                ? rules.get(0)
                : (raw, normalised, decoded, steps) ->
                        rules.stream().anyMatch(rule -> rule.admits(raw, normalised, decoded, steps));
    }

    /**
     * Those the location's own rewrites make.
     *
     * @param changed whether a rewrite before these steps may have changed the URI without saying where it stays
     * @return the same for what follows them
     */
    private static boolean rewrites(List<Step> steps, Exit exit, List<PathRule> rules, boolean changed) {
        boolean pendingChange = changed;
        for (Step step : steps) {
            if (step instanceof Step.Rewrite rewrite) {
                if (rewrite.flag() == Step.Flag.BREAK) {
                    rules.add(made(exit, Preimage.of(rewrite), pendingChange));
                }
                pendingChange |= rewrite.flag() == Step.Flag.NONE;
            } else if (step instanceof Step.Break && pendingChange) {
                // A rewrite without a flag and then a break: the new URI stays here, whatever it is.
                rules.add(PathRule.ANY);
            } else if (step instanceof Step.If branch) {
                pendingChange |= rewrites(branch.steps(), exit, rules, pendingChange);
            }
        }
        return pendingChange;
    }

    private static boolean mayStop(List<Step> steps) {
        boolean rewritten = false;
        for (Step step : steps) {
            if (step instanceof Step.Rewrite rewrite) {
                rewritten = true;
                if (rewrite.flag() == Step.Flag.BREAK) {
                    return true;
                }
            } else if ((step instanceof Step.Break && rewritten)
                    || (step instanceof Step.If branch && mayStop(branch.steps()))) {
                return true;
            } else if (step instanceof Step.If) {
                rewritten = true;
            }
        }
        return false;
    }

    private static PathRule made(Exit exit, Preimage preimage, boolean changedBefore) {
        return (raw, normalised, decoded, steps) -> {
            if (decoded == null || !preimage.canBe(decoded)) {
                return false;
            }
            if (!preimage.exact() || changedBefore || exit.loc().modifier() == Loc.Modifier.NAMED) {
                return true;
            }
            return preimage.sources(decoded).stream().anyMatch(source -> leadsTo(exit, source, steps));
        };
    }

    /** Those it sends without touching the URI, but for the part {@code proxy_pass} replaces; null where there are none. */
    private static @Nullable PathRule unchanged(Exit exit, HttpConf conf) {
        ProxyPass pass = exit.pass();
        BiPredicate<String, Steps> enters = entry(exit);
        if (pass == null) {
            return byVariables(exit, conf, enters);
        }
        if (pass.uri().isEmpty()) {
            return new Searched(exit, enters);
        }
        String uri = withoutArgs(pass.uri());
        if (!exit.written().constant()) {
            return (raw, normalised, decoded, steps) -> raw.equals(uri);
        }
        if (pass.uri().indexOf('?') >= 0) {
            // What follows the location's name goes behind the question mark, where nobody looks; without a slash
            // before it there is no
            // path at all.
            String path = pass.uri().substring(0, pass.uri().indexOf('?'));
            return (raw, normalised, decoded, steps) -> raw.equals(path) || raw.equals(uri);
        }
        PathRule replaced = new Replaced(exit, uri, enters);
        return plain(exit) ? replacedPlainly(exit, uri, replaced) : replaced;
    }

    /** Whether the location is found by its name alone, and leaves the URI alone. */
    static boolean plain(Exit exit) {
        LocationTree tree = exit.server().locations();
        Loc loc = exit.loc();
        return loc.isStatic()
                && loc.steps().isEmpty()
                && !tree.hasRegexes()
                && !Handlers.rewritesByCode(loc.scope())
                && exit.server().scope().on("merge_slashes", true)
                && tree.locate(loc.pattern()) != null;
    }

    private static PathRule replacedPlainly(Exit exit, String uri, PathRule otherwise) {
        List<String> prefixes = new ArrayList<>();
        List<String> exact = new ArrayList<>();
        String own = exit.loc().pattern();
        exit.server().locations().each(loc -> {
            if (loc != exit.loc() && loc.isStatic() && loc.pattern().startsWith(own)) {
                String more = loc.pattern().substring(own.length());
                if (loc.modifier() == Loc.Modifier.EXACT) {
                    exact.add(more);
                } else if (!more.isEmpty()) {
                    prefixes.add(more);
                }
                if (loc.redirectsToSlash() && more.length() > 1) {
                    exact.add(more.substring(0, more.length() - 1));
                }
            }
        });
        boolean exactly = exit.loc().modifier() == Loc.Modifier.EXACT;
        if (exactly) {
            prefixes.clear();
            exact.clear();
        }
        return new ReplacedPlainly(uri, exactly, List.copyOf(prefixes), List.copyOf(exact), otherwise);
    }

    private static PathRule byVariables(Exit exit, HttpConf conf, BiPredicate<String, Steps> enters) {
        List<Template.Part> parts = exit.written().parts();
        if (parts.isEmpty()) {
            return PathRule.ANY;
        }
        // The URL of an address alone, or of one followed by the URI as it is.
        int end = parts.size();
        Template.Part last = parts.get(end - 1);
        if (last.variable() && (last.text().equals("request_uri") || last.text().equals("uri"))) {
            end--;
        }
        if (last.variable() && last.text().equals("request_uri") && Callers.changeUris(exit.server())) {
            // It is what the client sent, wherever a rewrite or a file that was not found led it since.
            return PathRule.ANY;
        }
        boolean searched = !parts.get(0).variable() && parts.get(0).text().contains("://");
        for (Template.Part part : parts.subList(0, end)) {
            searched &= part.variable()
                    ? conf.variables().addressOnly(part.text())
                    : !uriPart(part.text().replace("://", ""));
        }
        if (!searched) {
            return PathRule.ANY;
        }
        PathRule found = new Searched(exit, enters);
        // $uri leaves as it was decoded, so a percent sign in it may stand for itself.
        return last.variable() && last.text().equals("uri")
                ? (raw, normalised, decoded, steps) ->
                        enters.test(raw, steps) || found.admits(raw, normalised, decoded, steps)
                : found;
    }

    private static boolean uriPart(String text) {
        return text.indexOf('/') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether a URI, as it is when the location is entered, can have led there. */
    private static BiPredicate<String, Steps> entry(Exit exit) {
        if (exit.loc().modifier() != Loc.Modifier.NAMED) {
            return (uri, steps) -> leadsTo(exit, uri, steps) && !rewrittenAway(exit, uri, steps);
        }
        Set<@Nullable Loc> sources = new LinkedHashSet<>();
        boolean known = Callers.of(exit.server(), exit.loc().pattern(), sources, new HashSet<>());
        return (uri, steps) -> {
            LocationTree.Found found = exit.server().locations().find(uri, steps);
            return (!known || found.undecided() || sources.contains(found.location()))
                    && !rewrittenAway(exit, uri, steps);
        };
    }

    private static boolean leadsTo(Exit exit, String uri, Steps steps) {
        LocationTree tree = exit.server().locations();
        if (!tree.hasRegexes()) {
            return tree.locate(uri) == exit.loc();
        }
        LocationTree.Found found = tree.find(uri, steps);
        return found.undecided() || (found.location() == exit.loc() && !found.redirect());
    }

    /** Whether an unconditional rewrite would have changed the URI before it was sent. */
    private static boolean rewrittenAway(Exit exit, String uri, Steps steps) {
        if (exit.scope().kind() == Scope.Kind.LIMIT_EXCEPT) {
            // The location's code is not run on that level.
            return false;
        }
        for (Step step : exit.loc().steps()) {
            if (step instanceof Step.Rewrite rewrite
                    && rewrite.regex().find(uri, steps).yes()) {
                return true;
            }
            if (step instanceof Step.Break || step instanceof Step.If) {
                return false;
            }
        }
        return false;
    }

    private static String withoutArgs(String uri) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        return path.isEmpty() ? "/" : path;
    }

    /** The URI is sent as it came, or as a rewrite elsewhere made it. */
    private record Searched(Exit exit, BiPredicate<String, Steps> enters) implements PathRule {

        @Override
        public boolean admits(String raw, @Nullable String normalised, @Nullable String decoded, Steps steps) {
            boolean merges = exit.server().scope().on("merge_slashes", true);
            String asSent = merges ? normalised : RequestUri.path(raw, false);
            if (asSent != null && enters.test(asSent, steps)) {
                return true;
            }
            return decoded != null && !decoded.equals(asSent) && enters.test(decoded, steps);
        }
    }

    /** The location's name is replaced by the URI part of {@code proxy_pass}. */
    private record Replaced(Exit exit, String uri, BiPredicate<String, Steps> enters) implements PathRule {

        @Override
        public boolean admits(String raw, @Nullable String normalised, @Nullable String decoded, Steps steps) {
            if (!raw.startsWith(uri)) {
                return false;
            }
            String tail = RequestUri.decoded(raw.substring(uri.length()));
            boolean exact = exit.loc().modifier() == Loc.Modifier.EXACT;
            return tail != null
                    && (!exact || tail.isEmpty())
                    && enters.test(exit.loc().pattern() + tail, steps);
        }
    }

    /** The same where no regular expression and no rewrite is near: what follows the replaced part must not belong to a longer location. */
    @SuppressWarnings("ArrayRecordComponent")
    private record ReplacedPlainly(
            String uri, boolean exact, List<String> longerPrefixes, List<String> longerExact, PathRule otherwise)
            implements PathRule {

        @Override
        public boolean admits(String raw, @Nullable String normalised, @Nullable String decoded, Steps steps) {
            if (!raw.startsWith(uri) || (exact && raw.length() > uri.length())) {
                return false;
            }
            if (raw.indexOf('%') >= 0) {
                return otherwise.admits(raw, normalised, decoded, steps);
            }
            // By index: an iterator would be garbage on every look.
            for (int i = 0; i < longerPrefixes.size(); i++) {
                if (raw.startsWith(longerPrefixes.get(i), uri.length())) {
                    return false;
                }
            }
            for (int i = 0; i < longerExact.size(); i++) {
                String end = longerExact.get(i);
                if (end.length() == raw.length() - uri.length() && raw.endsWith(end)) {
                    return false;
                }
            }
            return true;
        }
    }
}
