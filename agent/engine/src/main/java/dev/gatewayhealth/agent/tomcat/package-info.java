/** Tomcat 10.1 and 11, embedded or not: where it is hooked and what its objects say. */
@NullMarked
package dev.gatewayhealth.agent.tomcat;

import org.jspecify.annotations.NullMarked;
