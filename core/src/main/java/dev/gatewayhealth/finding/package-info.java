/** What was noticed: stable codes, evidence and remedies. */
@NullMarked
package dev.gatewayhealth.finding;

import org.jspecify.annotations.NullMarked;
