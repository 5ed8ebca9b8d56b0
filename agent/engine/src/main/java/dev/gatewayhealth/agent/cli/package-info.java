/** The command line of the agent jar: what a configuration means for a service. */
@NullMarked
package dev.gatewayhealth.agent.cli;

import org.jspecify.annotations.NullMarked;
