/** Jetty 9.4 to 12.1, on its own or embedded, for javax and jakarta: where it is hooked and what its objects say. */
@NullMarked
package dev.gatewayhealth.agent.jetty;

import org.jspecify.annotations.NullMarked;
