package io.equipoise.traces;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list that is made when it is first looked at: most of what a model host could show at a tick nobody looks at.
 * Its maker may refuse with an {@link IllegalStateException} once that tick is over; {@link #make} makes it in time.
 */
public final class LazyList<E> extends AbstractList<E> implements RandomAccess {
    private final Supplier<List<E>> maker;
    private volatile @Nullable List<E> made;
    private volatile @Nullable Map<Object, E> index;

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

    @Override
    public Iterator<E> iterator() {
        return list().iterator();
    }

    /**
     * The first element of this key, by an index that the first question makes; null where none has it.
     *
     * @param keys tells an element's key; every question to a list is to name the same
     */
    @Nullable
    E find(Object key, Function<? super E, ?> keys) {
        Map<Object, E> known = index;
        if (known == null) {
            known = new HashMap<>(2 * size());
            for (E element : list()) {
                known.putIfAbsent(keys.apply(element), element);
            }
            index = known;
        }
        return known.get(key);
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
