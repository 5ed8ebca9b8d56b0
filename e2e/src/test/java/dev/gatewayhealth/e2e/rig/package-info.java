/** Real nginx, a child JVM with the real agent, and what is needed to look at both from outside. */
@NullMarked
package dev.gatewayhealth.e2e.rig;

import org.jspecify.annotations.NullMarked;
