package dev.gatewayhealth.agent.engine;

import static dev.gatewayhealth.agent.weave.Value.self;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.weave.Home;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.report.Report;
import org.junit.jupiter.api.Test;

class HookTableTest {

    private static final String NO_METHOD = "not-woven: no such method";

    private final Point older = point(Point.in("a.Older").formOf("begin"));
    private final Point newer = point(Point.in("a.Newer").formOf("begin"));
    private final Point extra = point(Point.in("a.Extra").formOfExtra("http2"));
    private final HookTable table = new HookTable();

    @Test
    void theFormsOfOtherVersionsAreNoNewsWhereOneIsLive() {
        table.put("Server/2", older, NO_METHOD);
        table.put("Server/2", newer, Home.LIVE);

        assertThat(table.rows()).containsExactly(new Report.Hook("Server/2", "Newer.run", Home.LIVE));
    }

    @Test
    void norWhereOneIsStillToCome() {
        table.put("Server/2", older, NO_METHOD);
        table.put("Server/2", newer, HookTable.WAITING);

        assertThat(table.rows()).noneMatch(hook -> hook.state().startsWith("not-woven"));
    }

    @Test
    void aPartWithoutAnyOfItsFormsIsSaid() {
        table.put("Server/3", older, NO_METHOD);
        table.put("Server/3", newer, HookTable.NO_CLASS);

        assertThat(table.rows()).extracting(Report.Hook::point).containsExactly("Newer.run", "Older.run");
    }

    @Test
    void aFormThatIsThereAndFailsIsSaidWhateverTheOthersDo() {
        table.put("Server/2", older, "failing: java.lang.IllegalAccessError");
        table.put("Server/2", newer, Home.LIVE);

        assertThat(table.rows()).extracting(Report.Hook::point).containsExactly("Newer.run", "Older.run");
    }

    @Test
    void whatAServerMayComeWithoutIsNoNewsUnlessItCame() {
        table.put("Server/2", extra, HookTable.NO_CLASS);
        assertThat(table.rows()).isEmpty();

        table.put("Server/3", extra, NO_METHOD);
        assertThat(table.rows()).containsExactly(new Report.Hook("Server/3", "Extra.run", NO_METHOD));
    }

    @Test
    void oneServersFormsSayNothingOfAnothers() {
        table.put("Server/2", newer, Home.LIVE);
        table.put("Server/1", older, NO_METHOD);

        assertThat(table.rows()).hasSize(2);
    }

    private static Point point(Point.In type) {
        return type.method("run", "()V").entry("READING", self()).points().get(0);
    }
}
