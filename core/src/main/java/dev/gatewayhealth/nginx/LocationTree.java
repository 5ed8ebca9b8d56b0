package dev.gatewayhealth.nginx;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The locations of one level and how one of them is found for a URI (nginx: {@code ngx_http_core_find_location}). */
final class LocationTree {

    static final LocationTree EMPTY = new LocationTree(List.of());

    private final List<Loc> all;
    private final List<Loc> fixed;
    private final List<Loc> regexes;
    private final Loc[] longestFirst;
    private final boolean hasRegexes;

    LocationTree(List<Loc> all) {
        this(all, all.stream().filter(Loc::isStatic).toList());
    }

    /**
     * What is nested in a regular expression: nginx builds no tree of the names there, so that only further expressions are ever
     * found (nginx: {@code ngx_http_init_static_location_trees} visits no regular expression).
     */
    static LocationTree inRegex(List<Loc> all) {
        return new LocationTree(all, List.of());
    }

    private LocationTree(List<Loc> all, List<Loc> fixed) {
        this.all = List.copyOf(all);
        this.fixed = fixed;
        this.regexes = all.stream().filter(Loc::isRegex).toList();
        this.longestFirst = fixed.stream()
                .sorted(Comparator.comparingInt((Loc loc) -> -loc.pattern().length())
                        .thenComparing(loc -> loc.modifier() != Loc.Modifier.EXACT))
                .toArray(Loc[]::new);
        this.hasRegexes =
                !regexes.isEmpty() || all.stream().anyMatch(loc -> loc.nested().hasRegexes());
    }

    /**
     * The end of a search.
     *
     * @param location null where none fits
     * @param settled regular expressions further out have no say any more
     * @param redirect only a slash is missing
     * @param captured what the regular expression that decided captured, null without one
     * @param undecided a regular expression could not be decided
     */
    record Found(
            @Nullable Loc location,
            boolean settled,
            boolean redirect,
            @Nullable Captured captured,
            boolean undecided) {

        private static final Found NONE = new Found(null, false, false, null, false);
        private static final Found UNDECIDED = new Found(null, true, false, null, true);

        private static Found prefix(Loc location) {
            return new Found(location, false, false, null, false);
        }

        private static Found exact(Loc location) {
            return new Found(location, true, false, null, false);
        }

        private static Found redirect(Loc location) {
            return new Found(location, true, true, null, false);
        }

        /** A regular expression has matched; what is nested below it may be more exact. */
        private static Found regex(Loc location, Captured captured, Found nested) {
            if (nested.undecided) {
                return nested;
            }
            Loc deepest = nested.location == null ? location : nested.location;
            return new Found(deepest, true, false, nested.captured == null ? captured : nested.captured, false);
        }
    }

    /** Those of this level, in the order of the configuration. */
    List<Loc> all() {
        return all;
    }

    List<Loc> regexes() {
        return regexes;
    }

    /** Those without regular expressions, named ones left out. */
    List<Loc> fixed() {
        return fixed;
    }

    /** Whether a regular expression stands on any level. */
    boolean hasRegexes() {
        return hasRegexes;
    }

    /** Every location of this level and those below it. */
    void each(Consumer<Loc> visitor) {
        for (Loc loc : all) {
            visitor.accept(loc);
            loc.nested().each(visitor);
        }
    }

    /** The same as {@link #find} where there are no regular expressions, without allocating; null also where only a slash is missing. */
    @Nullable
    Loc locate(String uri) {
        for (Loc location : longestFirst) {
            String name = location.pattern();
            int longer = name.length() - uri.length();
            if (longer == 1 && name.startsWith(uri) && location.redirectsToSlash() && !named(uri)) {
                return null;
            }
            if (longer <= 0 && uri.startsWith(name) && (longer == 0 || location.modifier() != Loc.Modifier.EXACT)) {
                Loc nested = location.modifier() == Loc.Modifier.EXACT
                        ? null
                        : location.nested().locate(uri);
                return nested == null ? location : nested;
            }
        }
        return null;
    }

    private boolean named(String uri) {
        for (Loc location : longestFirst) {
            if (location.pattern().equals(uri)) {
                return true;
            }
        }
        return false;
    }

    Found find(String uri) {
        Loc longest = null;
        Loc missingSlash = null;
        for (Loc location : fixed) {
            String name = location.pattern();
            if (uri.startsWith(name)) {
                if (location.modifier() == Loc.Modifier.EXACT) {
                    if (name.length() == uri.length()) {
                        return Found.exact(location);
                    }
                } else if (longest == null || name.length() > longest.pattern().length()) {
                    longest = location;
                }
            } else if (name.length() == uri.length() + 1 && name.startsWith(uri) && location.redirectsToSlash()) {
                missingSlash = location;
            }
        }
        if (missingSlash != null && (longest == null || longest.pattern().length() < uri.length())) {
            return Found.redirect(missingSlash);
        }
        return regexAfter(longest, uri);
    }

    private Found regexAfter(@Nullable Loc longest, String uri) {
        Found best = Found.NONE;
        if (longest != null) {
            Found nested = longest.nested().find(uri);
            if (nested.settled()) {
                return nested;
            }
            best = nested.location() == null ? Found.prefix(longest) : nested;
            if (longest.modifier() == Loc.Modifier.NO_REGEX) {
                return best;
            }
        }
        for (Loc location : regexes) {
            Regex regex = location.regex();
            Regex.Found found = regex == null ? null : regex.find(uri);
            if (regex == null || found == null || found.undecided()) {
                return Found.UNDECIDED;
            }
            if (found.yes()) {
                return Found.regex(
                        location, new Captured(regex, found), location.nested().find(uri));
            }
        }
        return best;
    }
}
