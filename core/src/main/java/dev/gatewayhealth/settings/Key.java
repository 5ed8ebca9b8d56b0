package dev.gatewayhealth.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing an operator may set: its name, its default, what it accepts and what it means.
 *
 * @param <T> what its text is read as
 */
public final class Key<T> {

    private final String name;
    private final String otherwise;
    private final Kind kind;
    private final @Nullable T fallback;
    private final String meaning;

    private Key(String name, String otherwise, Kind kind, @Nullable T fallback, String meaning) {
        this.name = name;
        this.otherwise = otherwise;
        this.kind = kind;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** A key whose default is a value like any other. */
    @SuppressWarnings("unchecked") // as in parse
    static <T> Key<T> of(String name, String standard, Kind kind, String meaning) {
        return new Key<>(name, standard, kind, (T) kind.parse(standard), meaning);
    }

    /** A key that has no value unless it is set; {@code otherwise} says in words what happens then. */
    static <T> Key<T> optional(String name, String otherwise, Kind kind, String meaning) {
        return new Key<>(name, otherwise, kind, null, meaning);
    }

    /** {@return the name in agent arguments, in the file and after {@code gateway.health.}} nginx's directives keep nginx's names. */
    public String name() {
        return name;
    }

    /** {@return the default in words or as it would be written} */
    public String otherwise() {
        return otherwise;
    }

    /** {@return what may be written, as words that follow "accepted is"} */
    public String accepted() {
        return kind.accepted();
    }

    /** {@return what it is good for, in one sentence} */
    public String meaning() {
        return meaning;
    }

    /** {@return the name as Spring and other kebab-case users write it} */
    public String kebab() {
        return name.replace('_', '-');
    }

    /** {@return the name of its system property} */
    public String property() {
        return Sources.PROPERTY_PREFIX + name;
    }

    /** {@return the name of its environment variable} */
    public String variable() {
        return Sources.VARIABLE_PREFIX
                + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Its value must never be shown. */
    boolean secret() {
        return name.endsWith("token");
    }

    @Nullable
    T fallback() {
        return fallback;
    }

    /** Reads a value; throws {@link IllegalArgumentException} if it is not accepted. */
    @SuppressWarnings("unchecked") // Keys pairs each type with the kind that makes it
    @Nullable
    T parse(String text) {
        return (T) kind.parse(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
