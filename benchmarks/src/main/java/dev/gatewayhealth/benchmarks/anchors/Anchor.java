package dev.gatewayhealth.benchmarks.anchors;

import java.util.List;

/**
 * Something attached to a service, or nothing.
 *
 * @param name in the tables
 * @param options for its JVM
 * @param jars more of its class path, that come before the service's own
 * @param only the one service it is for; empty if for all
 */
record Anchor(String name, List<String> options, List<String> jars, String only) {

    static final String NONE = "none";

    /** The same again: how far it is from the first is how far figures can be believed. */
    static final String CONTROL = "none, second copy";

    static final String EMPTY = "empty agent";
    static final String AGENT = "ours: agent";
    static final String FILTER = "ours: filter";
    static final String STARTER = "ours: starter";

    boolean suits(Subject subject) {
        return only.isEmpty() || only.equals(subject.name());
    }

    /** Whether a bar is judged by it, so that it needs as many values as there are to be had. */
    boolean judged() {
        return ours() || name.startsWith(NONE) || name.equals(EMPTY);
    }

    boolean ours() {
        return name.startsWith("ours");
    }
}
