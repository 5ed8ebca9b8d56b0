/** Undertow 2.2 and 2.3, on its own and in WildFly. */
@NullMarked
package dev.gatewayhealth.agent.undertow;

import org.jspecify.annotations.NullMarked;
