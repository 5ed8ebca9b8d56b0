package dev.gatewayhealth.agent;

import java.io.InputStream;
import java.io.PrintStream;

/** What {@code java -jar gateway-health-agent.jar} runs; the work is done by the engine's command line. */
public final class CommandLine {

    private CommandLine() {}

    /**
     * Runs the command and ends the JVM with its status.
     *
     * @param arguments of the command line
     * @throws Exception if the jar is not whole
     */
    public static void main(String[] arguments) throws Exception {
        String refusal = Host.refusal(System.getProperty("java.specification.version"));
        if (refusal != null) {
            Agent.say(refusal);
            System.exit(2);
        }
        Object status = EngineLoader.commandLine()
                .getMethod("run", String[].class, InputStream.class, PrintStream.class, PrintStream.class)
                .invoke(null, arguments, System.in, System.out, System.err);
        System.exit((Integer) status);
    }
}
