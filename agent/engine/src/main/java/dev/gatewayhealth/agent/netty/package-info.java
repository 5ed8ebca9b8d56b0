/** Netty 4.1 and 4.2 over HTTP/1.1, whatever stands on it: Reactor Netty, Vert.x, Micronaut, or an application of its own. */
@NullMarked
package dev.gatewayhealth.agent.netty;

import org.jspecify.annotations.NullMarked;
