package dev.gatewayhealth.nginx;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The locations of one level and how one of them is found for a URI (nginx: {@code ngx_http_core_find_location}). */
final class LocationTree {

    private static final Comparator<Loc> LONGEST_FIRST = new LongestFirst();

    static final LocationTree EMPTY = new LocationTree(List.of());

    private final List<Loc> all;
    private final List<Loc> fixed;
    private final List<Loc> regexes;
    private final Loc[] longestFirst;
    private final boolean hasRegexes;

    LocationTree(List<Loc> all) {
        this(all, false);
    }

    /**
     * What is nested in a regular expression: nginx builds no tree of the names there, so that only further expressions are ever
     * found (nginx: {@code ngx_http_init_static_location_trees} visits no regular expression).
     */
    static LocationTree inRegex(List<Loc> all) {
        return new LocationTree(all, true);
    }

    private LocationTree(List<Loc> all, boolean inRegex) {
        List<Loc> names = new ArrayList<>(all.size());
        List<Loc> expressions = new ArrayList<>();
        boolean nested = false;
        for (Loc loc : all) {
            if (loc.isRegex()) {
                expressions.add(loc);
            } else if (loc.isStatic() && !inRegex) {
                names.add(loc);
            }
            nested |= loc.nested().hasRegexes();
        }
        this.all = List.copyOf(all);
        this.fixed = List.copyOf(names);
        this.regexes = List.copyOf(expressions);
        names.sort(LONGEST_FIRST);
        this.longestFirst = names.toArray(new Loc[0]);
        this.hasRegexes = nested || !expressions.isEmpty();
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

    Found find(String uri, Steps steps) {
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
        return regexAfter(longest, uri, steps);
    }

    private Found regexAfter(@Nullable Loc longest, String uri, Steps steps) {
        Found best = Found.NONE;
        if (longest != null) {
            Found nested = longest.nested().find(uri, steps);
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
            Regex.Found found = regex == null ? null : regex.find(uri, steps);
            if (regex == null || found == null || found.undecided()) {
                return Found.UNDECIDED;
            }
            if (found.yes()) {
                return Found.regex(
                        location, new Captured(regex, found), location.nested().find(uri, steps));
            }
        }
        return best;
    }

    /** By length, an exact name before a prefix of the same text. */
    private static final class LongestFirst implements Comparator<Loc>, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Loc one, Loc other) {
            int shorter =
                    Integer.compare(other.pattern().length(), one.pattern().length());
            return shorter != 0
                    ? shorter
                    : Boolean.compare(one.modifier() != Loc.Modifier.EXACT, other.modifier() != Loc.Modifier.EXACT);
        }
    }
}
