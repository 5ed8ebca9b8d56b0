package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A location as nginx knows it: how it is found, what it says, what is nested in it. */
final class Loc {

    /** How a location is found. */
    enum Modifier {
        PREFIX(""),
        NO_REGEX("^~"),
        EXACT("="),
        REGEX("~"),
        REGEX_IGNORING_CASE("~*"),
        NAMED("");

        private final String text;

        Modifier(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final Modifier modifier;
    private final String pattern;
    private final @Nullable Regex regex;
    private final Scope scope;
    private final @Nullable Loc parent;
    private final List<Step> steps;
    private final @Nullable Scope limitExcept;
    private LocationTree nested = LocationTree.EMPTY;

    Loc(
            Modifier modifier,
            String pattern,
            Scope scope,
            @Nullable Loc parent,
            List<Step> steps,
            @Nullable Scope limitExcept) {
        this.modifier = modifier;
        this.pattern = pattern;
        this.scope = scope;
        this.parent = parent;
        this.steps = steps;
        this.limitExcept = limitExcept;
        this.regex = isRegex() ? Regex.of(pattern, modifier == Modifier.REGEX_IGNORING_CASE) : null;
    }

    /** Set once, while the configuration is compiled: what is nested needs its parent first. */
    void nest(LocationTree tree) {
        nested = tree;
    }

    Modifier modifier() {
        return modifier;
    }

    String pattern() {
        return pattern;
    }

    @Nullable
    Regex regex() {
        return regex;
    }

    /** Whether the regular expression is none to anybody. */
    boolean malformed() {
        return regex != null && regex.malformed();
    }

    Scope scope() {
        return scope;
    }

    @Nullable
    Loc parent() {
        return parent;
    }

    List<Step> steps() {
        return steps;
    }

    /** What binds the methods {@code limit_except} does not name; null where there is none. */
    @Nullable
    Scope limitExcept() {
        return limitExcept;
    }

    LocationTree nested() {
        return nested;
    }

    Place place() {
        return scope.place();
    }

    boolean isRegex() {
        return modifier == Modifier.REGEX || modifier == Modifier.REGEX_IGNORING_CASE;
    }

    boolean isStatic() {
        return !isRegex() && modifier != Modifier.NAMED;
    }

    /** The same but for a slash at its end is redirected here (nginx: {@code auto_redirect}). */
    boolean redirectsToSlash() {
        return isStatic() && pattern.endsWith("/") && Handlers.passes(scope);
    }

    /** As nginx writes it: {@code ^~ /api/}. */
    String text() {
        return modifier.text().isEmpty() ? pattern : modifier.text() + " " + pattern;
    }
}
