package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * What a method takes and returns (JVMS 4.3.3).
 *
 * @param parameters the type of each, as a descriptor
 * @param returned {@code V} for nothing
 */
record Descriptor(List<String> parameters, String returned) {

    static Descriptor of(String method) {
        List<String> parameters = new ArrayList<>();
        int at = 1;
        while (method.charAt(at) != ')') {
            int end = end(method, at);
            parameters.add(method.substring(at, end));
            at = end;
        }
        return new Descriptor(parameters, method.substring(at + 1));
    }

    /** How many local variables or stack entries the parameters take. */
    int slots() {
        return slot(parameters.size());
    }

    /** How many those before that parameter take. */
    int slot(int parameter) {
        int slots = 0;
        for (int i = 0; i < parameter; i++) {
            slots += size(parameters.get(i));
        }
        return slots;
    }

    /** How many local variables or stack entries a value of that type takes. */
    static int size(String type) {
        return switch (type.charAt(0)) {
            case 'V' -> 0;
            case 'J', 'D' -> 2;
            default -> 1;
        };
    }

    /** What the constant of a class is named with: the internal name, or the descriptor of an array. */
    static String name(String type) {
        return type.charAt(0) == 'L' ? type.substring(1, type.length() - 1) : type;
    }

    private static int end(String method, int start) {
        int at = start;
        while (method.charAt(at) == '[') {
            at++;
        }
        return method.charAt(at) == 'L' ? method.indexOf(';', at) + 1 : at + 1;
    }
}
