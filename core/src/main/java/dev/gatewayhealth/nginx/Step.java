package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing the rewrite module does, in the order of the configuration (nginx: {@code ngx_http_rewrite_module}). */
sealed interface Step {

    /** {@code rewrite regex replacement [flag]}. */
    record Rewrite(
            Regex regex, Template replacement, @Nullable Template args, Flag flag, boolean keepsArgs) implements Step {}

    /** How a {@code rewrite} ends. */
    enum Flag {
        NONE,
        LAST,
        BREAK,
        REDIRECT,
        PERMANENT
    }

    /** {@code set $name value}. */
    record Set(String name, Template value) implements Step {}

    /** {@code return code [text]}. */
    record Return(int status, boolean hasText) implements Step {}

    /** {@code break}. */
    record Break() implements Step {}

    /** {@code if (condition)}: the level it makes current and what it does. */
    record If(Condition condition, Scope scope, List<Step> steps) implements Step {}
}
