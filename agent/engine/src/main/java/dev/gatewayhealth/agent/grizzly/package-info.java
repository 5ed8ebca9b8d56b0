/** Grizzly, on its own and in GlassFish and Payara: where it is hooked and what its objects say. */
@NullMarked
package dev.gatewayhealth.agent.grizzly;

import org.jspecify.annotations.NullMarked;
