package dev.gatewayhealth.e2e.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Directives put into a block as an operator would: in the place of those that have the same name. */
final class Paste {

    private Paste() {}

    static String into(String block, String directives) {
        List<String> all = new ArrayList<>(split(block));
        for (String each : split(directives)) {
            all.removeIf(old -> name(old).equals(name(each)));
            all.add(each);
        }
        return all.stream().collect(Collectors.joining("; ", "", ";"));
    }

    private static List<String> split(String directives) {
        return Arrays.stream(directives.split(";"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static String name(String directive) {
        return directive.split(" ")[0];
    }
}
