/** What is kept of the moment in which an instance went down, for whoever looks into it afterwards. */
@NullMarked
package dev.gatewayhealth.evidence;

import org.jspecify.annotations.NullMarked;
