/** What the system class loader sees of the agent: java.* only, so that no class of ours meets one of the application's. */
package dev.gatewayhealth.agent;
