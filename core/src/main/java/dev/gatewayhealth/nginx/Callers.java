package dev.gatewayhealth.nginx;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the locations from which a named location is entered: their {@code try_files} or {@code error_page} says so. */
final class Callers {

    private Callers() {}

    /**
     * Collects them; null among them stands for the server's own level.
     *
     * @return false where one of them may change the URI before it jumps, so that where it came from cannot be seen
     */
    static boolean of(Server server, String name, Set<@Nullable Loc> callers, Set<String> seen) {
        if (!seen.add(name)) {
            return true;
        }
        boolean known = true;
        if (jumps(server.scope(), name)) {
            callers.add(null);
        }
        for (Loc loc : server.locations().all()) {
            known &= from(server, loc, name, callers, seen);
        }
        return known;
    }

    private static boolean from(Server server, Loc loc, String name, Set<@Nullable Loc> callers, Set<String> seen) {
        boolean known = true;
        if (jumps(loc.scope(), name) || jumpsInside(loc.steps(), name)) {
            callers.add(loc);
            known = !changes(loc.steps());
            if (loc.modifier() == Loc.Modifier.NAMED) {
                known &= of(server, loc.pattern(), callers, seen);
            }
        }
        for (Loc nested : loc.nested().all()) {
            known &= from(server, nested, name, callers, seen);
        }
        return known;
    }

    private static boolean jumps(Scope scope, String name) {
        Directive files = scope.own("try_files");
        return (files != null && goesTo(files.last(), name))
                || scope.nearestAll("error_page").stream()
                        .anyMatch(d -> goesTo(ErrorPage.of(d).target(), name));
    }

    /** A variable may hold the name of any. */
    private static boolean goesTo(String target, String name) {
        return target.equals(name) || target.startsWith("$");
    }

    private static boolean jumpsInside(List<Step> steps, String name) {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.If branch
                        && (jumps(branch.scope(), name) || jumpsInside(branch.steps(), name)));
    }

    /** Whether anything in a server may lead a request to a location under another URI than it came with. */
    static boolean changeUris(Server server) {
        boolean[] any = {changes(server.steps()) || redirects(server.scope())};
        server.locations().each(loc -> any[0] |= changes(loc.steps()) || redirects(loc.scope()));
        return any[0];
    }

    private static boolean redirects(Scope scope) {
        return scope.own("try_files") != null || scope.nearest("error_page") != null || scope.nearest("index") != null;
    }

    private static boolean changes(List<Step> steps) {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof Step.Rewrite || (step instanceof Step.If branch && changes(branch.steps())));
    }
}
