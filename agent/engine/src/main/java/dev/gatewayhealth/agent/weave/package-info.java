/** Puts calls to the hook into the classes of a server while they are loaded. */
@NullMarked
package dev.gatewayhealth.agent.weave;

import org.jspecify.annotations.NullMarked;
