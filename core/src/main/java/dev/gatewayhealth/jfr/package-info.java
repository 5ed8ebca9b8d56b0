/** What the monitor tells a recording of the JDK's Flight Recorder. */
@NullMarked
package dev.gatewayhealth.jfr;

import org.jspecify.annotations.NullMarked;
