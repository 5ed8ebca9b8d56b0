package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/** Values of variables, for one request. */
@FunctionalInterface
interface Variables {

    /** Null where it cannot be known from outside nginx; a variable without a value is empty. */
    @Nullable
    String value(String name);
}
