/** The contract judged against what the running service does in effect: what will go wrong before any request has come. */
@NullMarked
package dev.gatewayhealth.audit;

import org.jspecify.annotations.NullMarked;
