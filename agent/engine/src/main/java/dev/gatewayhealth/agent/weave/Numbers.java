package dev.gatewayhealth.agent.weave;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** The numbers by which woven code names points. Any thread may ask. */
final class Numbers implements ToIntFunction<Point> {

    private final List<Point> points = new CopyOnWriteArrayList<>();

    void add(List<Point> more) {
        points.addAll(more);
    }

    @Override
    public int applyAsInt(Point point) {
        return points.indexOf(point);
    }

    Point point(int number) {
        return points.get(number);
    }
}
