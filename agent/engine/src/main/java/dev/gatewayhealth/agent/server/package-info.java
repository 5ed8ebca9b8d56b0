/** What the engine needs to know of a kind of server, whichever it is. */
@NullMarked
package dev.gatewayhealth.agent.server;

import org.jspecify.annotations.NullMarked;
