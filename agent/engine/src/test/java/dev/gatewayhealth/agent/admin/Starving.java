package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.report.HealthEndpoint;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.PreparedAnswers;
import dev.gatewayhealth.report.Status;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process that listens, then holds on to every descriptor it can get, until its input ends. */
final class Starving {

    private static final List<FileInputStream> LEAKED = new ArrayList<>();

    private Starving() {}

    @SuppressWarnings("SystemOut")
    public static void main(String... arguments) throws IOException {
        PreparedAnswers answers = PreparedAnswers.of(SomeReport.of(Status.DOWN), 5);
        HealthEndpoint endpoint = new HealthEndpoint("/gateway-health", null, () -> answers, null, null);
        AdminListener listener = new AdminListener(endpoint, new Pollers(System::nanoTime), System.out::println);
        listener.start("127.0.0.1", 0);
        System.out.println(listener.port());
        // Anything but a new line at the end of input makes it leak until nothing is left.
        while (System.in.read() == '\n') {
            leak();
            System.out.println("starved");
        }
    }

    private static void leak() {
        try {
            while (true) {
                LEAKED.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // None is left, as was wanted.
        }
    }
}
