# Program, library, headers, module and pkg-config file.
set(CAPALIGN_PC_REQUIRES "")
# Seen from the file itself, so that it is right wherever `cmake --install --prefix` puts it.
file(RELATIVE_PATH PREFIX_FROM_PKGCONFIG ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" PREFIX_FROM_PKGCONFIG "${PREFIX_FROM_PKGCONFIG}")
foreach(kind LIB INCLUDE)
    if(IS_ABSOLUTE "${CMAKE_INSTALL_${kind}DIR}")
        set(PKGCONFIG_${kind}DIR "${CMAKE_INSTALL_${kind}DIR}")
    else()
        set(PKGCONFIG_${kind}DIR "\${prefix}/${CMAKE_INSTALL_${kind}DIR}")
    endif()
endforeach()
configure_file(${CMAKE_SOURCE_DIR}/cmake/capalign.pc.in ${CMAKE_BINARY_DIR}/capalign.pc @ONLY)

install(TARGETS capalign capalign_program
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS capalign_media LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/capalign)
install(DIRECTORY include/capalign DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_BINARY_DIR}/capalign.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY ${CMAKE_BINARY_DIR}/docs/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_BINARY_DIR}/docs/bash/capalign
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${CMAKE_BINARY_DIR}/docs/zsh/_capalign
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${CMAKE_BINARY_DIR}/docs/fish/capalign.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# A program in bin/ finds the library in lib/ wherever the prefix is.
file(RELATIVE_PATH bin_to_lib ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
set_target_properties(capalign_program PROPERTIES INSTALL_RPATH "$ORIGIN/${bin_to_lib}")
set_target_properties(capalign_media PROPERTIES INSTALL_RPATH "$ORIGIN/..")
