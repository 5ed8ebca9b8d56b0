/** What a copy of the library in an application has to do with a monitor: it finds the agent's, or shares one of its own. */
@NullMarked
package dev.gatewayhealth.library;

import org.jspecify.annotations.NullMarked;
