package dev.gatewayhealth.benchmarks.startup;

import java.util.List;

/** One way of starting the same service: which options stand before its class path. */
record Variant(String name, List<String> options) {}
