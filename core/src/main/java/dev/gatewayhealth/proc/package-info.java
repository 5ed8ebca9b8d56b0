/** What the Linux kernel says of this process and its connections. */
@NullMarked
package dev.gatewayhealth.proc;

import org.jspecify.annotations.NullMarked;
