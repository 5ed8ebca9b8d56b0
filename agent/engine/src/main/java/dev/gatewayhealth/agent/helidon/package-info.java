/** Helidon 4: where it is hooked and what its objects say. */
@NullMarked
package dev.gatewayhealth.agent.helidon;

import org.jspecify.annotations.NullMarked;
