package dev.gatewayhealth.contract;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value and where it comes from, so that nobody has to believe a limit they cannot find.
 *
 * @param <T> what is limited by it: a time, a size, a choice
 * @param value null where it is unknown
 * @param source {@code nginx.conf:31}, {@code nginx default}, {@code setting proxy_read_timeout}, {@code header
 *     X-Gateway-Read-Timeout}; of an unknown value the reason it is unknown
 */
public record Sourced<T>(@Nullable T value, String source) {

    /** The source of a value nobody wrote down: nginx's own default. */
    public static final String NGINX_DEFAULT = "nginx default";

    /**
     * {@return a value that holds because nobody set another}
     *
     * @param <T> what is limited by it
     * @param value nginx's own default
     */
    public static <T> Sourced<T> byDefault(T value) {
        return new Sourced<>(value, NGINX_DEFAULT);
    }

    /**
     * {@return no value, and why there is none}
     *
     * @param <T> what would be limited by it
     * @param reason why nobody can say, in words that are shown
     */
    public static <T> Sourced<T> unknown(String reason) {
        return new Sourced<>(null, reason);
    }

    /** {@return whether there is a value} */
    public boolean known() {
        return value != null;
    }

    /** {@return whether this is nginx's own default, which holds only as long as nobody changed it where we cannot look} */
    public boolean assumed() {
        return value != null && source.equals(NGINX_DEFAULT);
    }

    /**
     * {@return the same source with another view of the value}
     *
     * @param <R> what the value becomes
     * @param view asked only where there is a value
     */
    public <R> Sourced<R> map(Function<? super T, ? extends R> view) {
        T present = value;
        return new Sourced<>(present == null ? null : view.apply(present), source);
    }
}
