package io.equipoise.traces;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list that is made when it is first looked at: most of what a model host could show at a tick nobody looks at.
 * Its maker may refuse with an {@link IllegalStateException} once that tick is over; {@link #make} makes it in time.
 */
public final class LazyList<E> extends AbstractList<E> implements RandomAccess {
    private final Supplier<List<E>> maker;
    private volatile @Nullable List<E> made;

    /** @param maker is asked once */
    public LazyList(Supplier<List<E>> maker) {
        this.maker = maker;
    }

    /** Makes it now, unless it is made already. */
    public void make() {
        list();
    }

    /** The list itself if it is lazy or immutable, else a copy. */
    static <T> List<T> copyOf(List<T> list) {
        return list instanceof LazyList<T> ? list : List.copyOf(list);
    }

    @Override
    public E get(int index) {
        return list().get(index);
    }

    @Override
    public int size() {
        return list().size();
    }

    private List<E> list() {
        List<E> known = made;
        if (known == null) {
            known = List.copyOf(maker.get());
            made = known;
        }
        return known;
    }
}
