package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** Takes from a configuration what can be left out without a difference going away: lines, blocks, and all requests but one. */
final class Smallest {

    private final BesideNginx both;
    private final int[] ports;

    Smallest(BesideNginx both, int... ports) {
        this.both = both;
        this.ports = ports.clone();
    }

    /** The text, and below it what differs. */
    String of(GatewayCase each, List<String> first) {
        List<String> lines = new ArrayList<>(each.text().lines().toList());
        keepOneRequest(lines, first.get(0).lines().findFirst().orElse(""));
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = 0; i < lines.size(); i++) {
                List<String> without = new ArrayList<>(lines);
                without.subList(i, end(lines, i) + 1).clear();
                if (!lines.get(i).startsWith("#") && !lines.get(i).equals("}") && differs(without)) {
                    lines = without;
                    shorter = true;
                    i--;
                }
            }
        }
        return each.name() + "\n" + String.join("\n", lines) + "\n" + String.join("\n", differences(lines));
    }

    private void keepOneRequest(List<String> lines, String ask) {
        List<String> only = new ArrayList<>(lines);
        only.removeIf(line -> line.startsWith("#>") && !line.equals("#>" + ask));
        if (differs(only)) {
            lines.clear();
            lines.addAll(only);
        }
    }

    /** The last line of the block that begins there, or the line itself. */
    private static int end(List<String> lines, int begin) {
        String line = lines.get(begin);
        if (!line.endsWith("{")) {
            return begin;
        }
        String close = line.substring(0, line.length() - line.stripLeading().length()) + "}";
        int end = begin;
        while (!lines.get(end).equals(close)) {
            end++;
        }
        return end;
    }

    private boolean differs(List<String> lines) {
        // On an address that it is asked at: what cannot be reached differs in nothing.
        boolean listens = lines.stream()
                .anyMatch(line -> line.contains("listen ") && line.contains("PORT1") && !line.contains("["));
        return listens && !differences(lines).isEmpty();
    }

    private List<String> differences(List<String> lines) {
        GatewayCase each = new GatewayCase("smaller", String.join("\n", lines) + "\n");
        try {
            List<String> differences = both.differences(each, ports);
            return differences == null ? List.of() : differences;
        } catch (ConditionTimeoutException e) {
            // It does not listen where it is asked any more.
            return List.of();
        }
    }
}
