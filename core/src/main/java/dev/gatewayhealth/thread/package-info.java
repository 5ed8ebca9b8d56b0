/** The threads of ours, all made alike. */
@NullMarked
package dev.gatewayhealth.thread;

import org.jspecify.annotations.NullMarked;
