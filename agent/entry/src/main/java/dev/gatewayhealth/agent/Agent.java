package dev.gatewayhealth.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * What {@code -javaagent} starts. It binds nothing, prints nothing but a failure, and never throws: the service starts
 * whatever happens here.
 */
public final class Agent {

    private static boolean attached;

    private Agent() {}

    /**
     * Called by the JVM before the service's own main method.
     *
     * @param arguments what follows {@code gateway-health-agent.jar=}; null without
     * @param instrumentation of this JVM
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        String refusal = Host.refusal(System.getProperty("java.specification.version"));
        if (refusal != null) {
            say(refusal);
        } else if (!Host.isTool(System.getProperty("jdk.module.main"), System.getProperty("sun.java.command"))) {
            attach(arguments, instrumentation);
        }
    }

    /**
     * Called by the JVM when somebody attaches the agent to it while it runs.
     *
     * @param arguments what follows {@code gateway-health-agent.jar=}; null without
     * @param instrumentation of this JVM
     */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        say("attaching to a running JVM is not supported, nothing was done; start the service with -javaagent instead");
    }

    private static synchronized void attach(String arguments, Instrumentation instrumentation) {
        try {
            if (attached) {
                say("-javaagent is given twice; the second one, with the arguments '" + arguments
                        + "', is ignored. Remove it");
                EngineLoader.repeated(arguments);
                return;
            }
            attached = true;
            EngineLoader.start(arguments, instrumentation);
        } catch (Throwable e) {
            // Whatever it is, an incomplete jar or no memory, the service goes first.
            say("could not start and does nothing: " + cause(e));
        }
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof InvocationTargetException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The jar this class came from. */
    static File jar() throws Exception {
        return new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static void say(String what) {
        System.err.println("[gateway-health] " + what);
    }
}
