/** The JDK's own HTTP server, module {@code jdk.httpserver}. */
@NullMarked
package dev.gatewayhealth.agent.httpserver;

import org.jspecify.annotations.NullMarked;
