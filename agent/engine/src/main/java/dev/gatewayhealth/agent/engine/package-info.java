/** The engine: what stands behind the hook, and how it is put together when a server opens its port. */
@NullMarked
package dev.gatewayhealth.agent.engine;

import org.jspecify.annotations.NullMarked;
