# The acoustic model: packed out of Debian's pocketsphinx-en-us when capalign is built, installed
# with it, so that a user needs nothing else.
set(CAPALIGN_MODEL_SOURCE /usr/share/pocketsphinx/model/en-us CACHE PATH
    "where pocketsphinx-en-us has its model and dictionary")
set(CAPALIGN_MODEL ${CMAKE_BINARY_DIR}/en-us.capalign-model)
if(NOT EXISTS ${CAPALIGN_MODEL_SOURCE}/en-us/mdef)
    message(FATAL_ERROR "the acoustic model is not in ${CAPALIGN_MODEL_SOURCE}; "
                        "install pocketsphinx-en-us or set CAPALIGN_MODEL_SOURCE")
endif()
add_executable(pack-model src/align/pack/pack_model.c src/align/pack/pack_sections.c)
target_include_directories(pack-model PRIVATE src)
target_compile_definitions(pack-model PRIVATE _GNU_SOURCE)
target_link_libraries(pack-model PRIVATE m)
file(GLOB model_files ${CAPALIGN_MODEL_SOURCE}/en-us/*)
add_custom_command(OUTPUT ${CAPALIGN_MODEL}
    COMMAND pack-model ${CAPALIGN_MODEL_SOURCE}/en-us ${CAPALIGN_MODEL_SOURCE}/cmudict-en-us.dict
            ${CAPALIGN_MODEL}
    DEPENDS pack-model ${model_files} ${CAPALIGN_MODEL_SOURCE}/cmudict-en-us.dict
    COMMENT "Packing the acoustic model" VERBATIM)
add_custom_target(model ALL DEPENDS ${CAPALIGN_MODEL})
install(FILES ${CAPALIGN_MODEL} DESTINATION ${CMAKE_INSTALL_DATADIR}/capalign)
install(FILES ${CAPALIGN_MODEL_SOURCE}/en-us/README DESTINATION ${CMAKE_INSTALL_DATADIR}/capalign
        RENAME en-us.capalign-model.LICENSE)
