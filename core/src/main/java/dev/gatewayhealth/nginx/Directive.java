package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directive with its arguments and, for a block, what stands between its braces. Includes are already replaced by what they include.
 *
 * @param block null where the directive ends with a semicolon
 */
record Directive(String name, List<String> args, @Nullable List<Directive> block, Place place) {

    boolean is(String other) {
        return name.equals(other);
    }

    /** The argument at an index, empty where there is none. */
    String arg(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    /** The last argument, empty where there is none. */
    String last() {
        return args.isEmpty() ? "" : args.get(args.size() - 1);
    }

    List<Directive> inside() {
        return block == null ? List.of() : block;
    }
}
