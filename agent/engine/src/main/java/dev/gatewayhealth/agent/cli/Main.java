package dev.gatewayhealth.agent.cli;

import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code java -jar gateway-health-agent.jar …}. */
@Command(
        name = "gateway-health",
        description = "Says what the gateway in front of a service will tolerate.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    /** Wrong arguments; what the command found is said with other statuses. */
    static final int USAGE = 2;

    private final CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Main() {}

    /**
     * Runs a command and returns its exit status; never ends the JVM.
     *
     * @param args as on the command line; none asks for help
     * @param in what {@code -} stands for
     * @param out gets the answer
     * @param err gets what kept it from one
     * @return 0 if all went well, 2 for a command line that is none, others as the command says
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new ContractCommand(in, out, err))
                .setOut(Streams.writer(out))
                .setErr(Streams.writer(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return line.execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(new CommandLine(spec), "name a command: contract");
    }
}
